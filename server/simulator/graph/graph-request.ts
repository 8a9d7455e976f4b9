/** A call of the Graph API as it was meant, however it was sent: the same for a body, a query and an item of a batch. */
export interface GraphRequest {
  /** `GET`, `POST` or `DELETE`, after `method=delete` was obeyed. */
  readonly method: string;
  /** Begins with a slash, without a version and without a query. */
  readonly path: string;
  /** The version asked for; the current one where none was. */
  readonly version: string;
  /** Query, form and JSON in one, the body wins; what was JSON inside a form is decoded. Long numbers are strings. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Uploaded files by the name of their form field. */
  readonly files: ReadonlyMap<string, File>;
  /** Token of the parameters, else of the `Authorization` header. */
  readonly token: string | null;
}

/** The version that answers when a call names none. */
export const GRAPH_VERSION = 'v25.0';

const VERSIONED = /^\/(v\d+\.\d+)(\/.*)?$/;

/** Splits the version off a path, and the slash at its end. */
export function splitPath(path: string): { path: string; version: string } {
  const [, version = GRAPH_VERSION, rest = path] = VERSIONED.exec(path) ?? [];
  const isOnlyVersion = VERSIONED.test(path) && rest === path;
  return { path: isOnlyVersion ? '/' : rest.replace(/(?<=.)\/+$/, ''), version };
}
