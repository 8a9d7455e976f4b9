export { codeFile } from '../qr/code-file.ts';
export { saveFile } from '../qr/save-code.ts';
