import type { Simulator } from '../simulator.ts';
import { connectedApps } from '../state/subscribed-fields.ts';
import type { Page } from '../state/world.ts';

/** Everything a Page or an account tells of itself; `null` where it has no such thing. */
export function pageFields(sim: Simulator, page: Page): Record<string, unknown> {
  const account = sim.store.world.pages.find((one) => one.id === page.instagramId);
  const linked = account ? { id: account.id, username: account.username, name: account.name } : null;
  const head = { id: page.id, name: page.name, username: page.username };
  if (page.platform === 'instagram') return { ...head, profile_picture_url: null, ...featureStatus(sim, page) };
  return {
    ...head,
    link: `${sim.url}/m/${page.username}`,
    category: 'Shopping & retail',
    category_list: [{ id: '200600219953504', name: 'Shopping & retail' }],
    is_published: page.isPublished,
    instagram_business_account: linked,
    connected_instagram_account: linked,
    ...featureStatus(sim, page),
  };
}

function featureStatus(sim: Simulator, page: Page): object {
  const others = page.otherApps.length + connectedApps(sim, page).length - 1;
  const messaging_feature_status = {
    hop_v2: false,
    msgr_multi_app: others > 0 || page.defaultAppId !== null,
    ig_multi_app: false,
  };
  return { messaging_feature_status };
}
