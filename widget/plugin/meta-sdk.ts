/** What Meta's plugins tell the page that holds them. */
export interface PluginEvent {
  readonly event: string;
  readonly ref?: string | null;
  readonly user_ref?: string | null;
  readonly state?: string;
  readonly is_after_optin?: boolean;
}

/** The part of Meta's script that is used here. */
export interface MetaSdk {
  init(options: { appId: string; version: string; xfbml: boolean }): void;
  readonly XFBML: { parse(root: Element): void };
  readonly Event: {
    subscribe(name: string, listener: (event: PluginEvent) => void): void;
    unsubscribe(name: string, listener: (event: PluginEvent) => void): void;
  };
  readonly AppEvents?: { logEvent(name: string, value: null, parameters: Readonly<Record<string, string>>): void };
}
