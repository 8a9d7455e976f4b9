/** What an entry point says below its link, by where the visit stands. */
export const STATUS = {
  waiting: 'Waiting for you in Messenger…',
  arrived: 'You’re in Messenger',
  linked: 'Messenger is connected',
  refused: 'Messenger could not be connected to your account. Please try again, or tell us in the chat.',
};

/** The floating launcher, its greeting and its panel. */
export const BUBBLE = {
  open: 'Message us',
  close: 'Close',
};

/** The QR code. */
export const QR = {
  alt: 'QR code that opens our chat in Messenger',
  scan: 'Scan with your phone’s camera',
  save: 'Save image',
};

/** The box in a form, and the link that follows where the form was sent. */
export const CHECKBOX = {
  agree: 'Send me messages in Messenger',
  next: 'Continue in Messenger',
};

/** Which Messenger account is connected; `{name}` is the name to show. */
export const LINK = {
  as: 'Connected as {name}',
  none: 'Not connected to Messenger',
  connect: 'Connect Messenger',
  undo: 'Disconnect',
  other: 'Connect another account',
  failed: 'That did not work. Please try again.',
  ended: 'Disconnected. Connect again to undo this.',
};

/** The labels that the Send to Messenger plugin offers as `cta_text`, and that of the Message Us plugin. */
export const CTA = {
  GET_THIS_IN_MESSENGER: 'Get this in Messenger',
  RECEIVE_THIS_IN_MESSENGER: 'Receive this in Messenger',
  SEND_THIS_TO_ME: 'Send this to me',
  GET_CUSTOMER_ASSISTANCE: 'Get customer assistance',
  GET_CUSTOMER_SERVICE: 'Get customer service',
  GET_SUPPORT: 'Get support',
  LET_US_CHAT: 'Let’s chat',
  SEND_ME_MESSAGES: 'Send me messages',
  ALERT_ME_IN_MESSENGER: 'Alert me in Messenger',
  SEND_ME_UPDATES: 'Send me updates',
  MESSAGE_ME: 'Message me',
  LET_ME_KNOW: 'Let me know',
  KEEP_ME_UPDATED: 'Keep me updated',
  TELL_ME_MORE: 'Tell me more',
  SUBSCRIBE_IN_MESSENGER: 'Subscribe in Messenger',
  SUBSCRIBE_TO_UPDATES: 'Subscribe to updates',
  GET_MESSAGES: 'Get messages',
  SUBSCRIBE: 'Subscribe',
  GET_STARTED_IN_MESSENGER: 'Get started in Messenger',
  LEARN_MORE_IN_MESSENGER: 'Learn more in Messenger',
  GET_STARTED: 'Get started',
  SEND_TO_MESSENGER: 'Send to Messenger',
  MESSAGE_US: 'Message us',
};
