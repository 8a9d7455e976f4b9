/** Loaded before the server: lets it crash by signals, with errors that hold the secrets of its environment. */
const secrets = Object.values(process.env).join(' ');

function badError(): Error {
  const cause = Object.assign(new TypeError(`because of ${secrets}`), { body: secrets });
  return Object.assign(new Error(`it got\n    at ${secrets}`, { cause }), { secrets });
}

process.on('SIGHUP', () => {
  throw badError();
});
process.on('SIGWINCH', () => void Promise.reject(badError()));
process.on('SIGCONT', () => void Promise.reject(secrets)); // no error at all
