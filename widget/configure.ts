let apiOrigin = '';

/** Says where the Threadtie server is; needed only where the widget was bundled into a site's own script. */
export function configure(options: { readonly apiOrigin: string }): void {
  apiOrigin = new URL(options.apiOrigin).origin;
}

/** Answers the address of one of the server's paths. */
export function apiUrl(path: string): string {
  return apiOrigin + path;
}
