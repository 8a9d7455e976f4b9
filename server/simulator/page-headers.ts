import type { MiddlewareHandler } from 'hono';

/**
 * Headers of every page a person sees: no inline script or style, no framing, no sniffing.
 * @param widgetOrigin the origin the page embeds the widget from, if it does
 * @param formOrigin another origin that its forms may go to
 */
export function pageHeaders(widgetOrigin = '', formOrigin = ''): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    `script-src ${widgetOrigin} 'self'`,
    `connect-src 'self' ${widgetOrigin}`,
    "style-src 'self'",
    "img-src 'self'",
    // Voice messages play on the simulator's own pages only.
    ...(widgetOrigin === '' ? ["media-src 'self'"] : []),
    `form-action 'self' ${formOrigin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  const csp = policy.map((part) => part.replace(/ +/g, ' ').trim()).join('; ');
  return async (c, next) => {
    await next();
    c.header('content-security-policy', csp);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'same-origin');
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  };
}
