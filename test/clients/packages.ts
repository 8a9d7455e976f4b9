/** A library of somebody else, and how it is told to talk to the simulator. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** The library's own documented option. */
  readonly option: string;
}

/** The libraries that are tried; the versions are pinned, so that a run repeats. */
export const PACKAGES = {
  messagingApi: { name: 'messaging-api-messenger', version: '1.1.0', option: 'origin' },
  fbgraph: { name: 'fbgraph', version: '1.4.4', option: 'setGraphUrl()' },
  businessSdk: {
    name: 'facebook-nodejs-business-sdk',
    version: '24.0.1',
    option: 'urlOverride of FacebookAdsApi.call()',
  },
  messengerBot: { name: 'messenger-bot', version: '2.5.0', option: 'graph_url' },
  botly: { name: 'botly', version: '1.6.2', option: 'FB_URL' },
  botkit: {
    name: 'botbuilder-adapter-facebook',
    version: '1.0.12',
    option: 'api_host (HTTPS only: a loopback TLS front stands before the simulator)',
  },
} as const satisfies Readonly<Record<string, Package>>;

/** What the libraries above need besides: the framework around the adapter, and a certificate for the TLS front. */
export const COMPANIONS = ['botkit@4.15.0', 'express@4.22.3', 'selfsigned@2.4.1'];

/** Libraries that were looked at and cannot be tried, with the reason. */
export const NOT_TRIED: readonly (readonly [name: string, why: string])[] = [
  ['facebook-nodejs-business-sdk 24.0.1, forms and files', 'it deletes the body before it sends it'],
  ['facebook-nodejs-business-sdk 24.0.1, its objects and its batch', 'only call() takes another address'],
  ['botkit 4.15.0 at a wrong signature', 'it checks it, and throws where nothing catches: its process ends'],
  ['bottender 1.5.5', 'a package that it depends on could not be had; its client is messaging-api-messenger'],
  ['fb 2.0.0', 'no option for the host: graph.facebook.com stands in its code'],
  ['fbmessenger 5.0.3', 'no option for the host'],
  ['messenger-node 0.3.2', 'no option for the host'],
  ['bootbot 1.1.0', 'no option for the host'],
  ['botmaster-messenger 1.2.0', 'no option for the host'],
  ['claudia-bot-builder 4.5.0', 'no option for the host'],
  ['facebook-messenger-bot 0.2.0', 'no option for the host'],
];
