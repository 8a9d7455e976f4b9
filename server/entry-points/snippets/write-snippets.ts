import type { Snippets } from '../../../shared/api/entry-points.ts';
import type { WidgetPin } from '../../../shared/widget-pin.ts';
import { frameworkSnippets } from './framework-snippets.ts';
import { pageSnippets } from './page-snippets.ts';
import { platformSnippets } from './platform-snippets.ts';
import type { SnippetSubject } from './write-element.ts';

/** What to paste, for each place that an entry point is put into. */
export function writeSnippets(publicUrl: string, pin: WidgetPin, subject: SnippetSubject): Snippets {
  return {
    widgetVersion: pin.version,
    data: [
      ...pageSnippets(publicUrl, pin, subject),
      ...platformSnippets(publicUrl, subject),
      ...frameworkSnippets(publicUrl, subject),
    ],
  };
}
