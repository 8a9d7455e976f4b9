import type { StartableBrowser } from './carried-chromium.ts';

/** One place a browser may come from. `find` answers none or throws why it has none. */
export interface BrowserSource {
  readonly name: string;
  find(): Promise<StartableBrowser[]>;
}

/** Starts one browser, or throws. */
export type StartBrowser<T> = (browser: StartableBrowser) => Promise<T>;

/** Starts the first browser of the sources, in their order, that can be started. */
export async function startFirstBrowser<T>(
  sources: readonly BrowserSource[],
  startBrowser: StartBrowser<T>,
): Promise<T> {
  const tried: string[] = [];
  for (const source of sources) {
    try {
      const browsers = await source.find();
      if (browsers.length === 0) tried.push(`${source.name}: none found`);
      for (const browser of browsers) {
        try {
          return await startBrowser(browser);
        } catch (error) {
          tried.push(`${browser.path}: ${firstLine(error)}`);
        }
      }
    } catch (error) {
      tried.push(`${source.name}: ${firstLine(error)}`);
    }
  }
  throw new Error(
    `No browser could be started for the tests (tried ${tried.join('; ')}); ` +
      'install Chrome or Chromium, or set CHROME_PATH to one.',
  );
}

/** The first line that says something: Playwright puts its whole log behind it. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'failed without a reason';
}
