import { playServer } from './play-server.js';

playServer();
// Before the widget's script has run: what stands in the page.
for (const figure of document.querySelectorAll('figure')) {
  const code = document.createElement('pre');
  code.tabIndex = 0;
  code.textContent = figure.querySelector('[class^=fb-]').outerHTML.replaceAll(/\s+/g, ' ').replace(' ></', '></');
  figure.append(code);
}
