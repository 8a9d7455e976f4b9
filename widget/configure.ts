let server = '';

/** Says where the Threadtie server is; needed only where the widget was bundled into a site's own script. */
export function configure(options: { readonly apiOrigin: string }): void {
  server = options.apiOrigin;
}

/** Answers the address of one of the server's paths; one without a leading slash stands beside the script itself. */
export function apiUrl(path: string): string {
  return new URL(path, server).href;
}
