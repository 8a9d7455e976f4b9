/** A piece of code to copy that signs user tokens; it runs as it is, with the secret in USER_TOKEN_SECRET. */
export interface Signer {
  readonly language: string;
  /** Name of the language for highlighting. */
  readonly fence: string;
  readonly file: string;
  /** Program and arguments that stand before the site's id and the user's. */
  readonly command: readonly [string, ...string[]];
  /** Whether the tests ran it where this version was made; elsewhere they run it wherever the language is installed. */
  readonly wasRun: boolean;
}

/** In the order of the document. */
export const SIGNERS: readonly Signer[] = [
  { language: 'Node', fence: 'js', file: 'sign.mjs', command: ['node', 'sign.mjs'], wasRun: true },
  { language: 'PHP', fence: 'php', file: 'sign.php', command: ['php', 'sign.php'], wasRun: false },
  { language: 'Python', fence: 'python', file: 'sign.py', command: ['python3', 'sign.py'], wasRun: true },
  { language: 'Ruby', fence: 'ruby', file: 'sign.rb', command: ['ruby', 'sign.rb'], wasRun: false },
  { language: 'Go', fence: 'go', file: 'sign.go', command: ['go', 'run', 'sign.go'], wasRun: false },
  { language: 'Java', fence: 'java', file: 'Sign.java', command: ['java', 'Sign.java'], wasRun: true },
  { language: 'C#', fence: 'csharp', file: 'Sign.cs', command: ['dotnet', 'run', 'Sign.cs'], wasRun: false },
];
