let server = '';
let stages = true;

/**
 * Says where the Threadtie server is; needed only where the widget was bundled into a site's own script. With `stages: false`
 * the server is not told how many entry points were shown and clicked.
 */
export function configure(options: { readonly apiOrigin: string; readonly stages?: boolean }): void {
  server = options.apiOrigin;
  stages = options.stages ?? true;
}

/** Whether the server may be told what becomes of the entry points on this page. */
export function tellsStages(): boolean {
  return stages;
}

/** Answers the address of one of the server's paths; one without a leading slash stands beside the script itself. */
export function apiUrl(path: string): string {
  return new URL(path, server).href;
}
