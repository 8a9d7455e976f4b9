import { mediaUrl } from '../media-url.ts';
import type { Simulator } from '../simulator.ts';
import type { Attachment } from '../state/world.ts';

/** What a person can attach on the simulator's phone. */
export const ATTACHMENT_TYPES = ['image', 'audio', 'file', 'location', 'sticker', 'like'] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

interface Sample {
  readonly title: string;
  readonly file: string | null;
}

const SAMPLES: Readonly<Record<AttachmentType, Sample>> = {
  image: { title: 'Photo', file: 'photo.svg' },
  audio: { title: 'Voice message', file: 'voice.wav' },
  file: { title: 'order.txt', file: 'order.txt' },
  location: { title: 'Pinned location', file: null },
  sticker: { title: 'Sticker', file: 'sticker.svg' },
  like: { title: 'Like', file: 'like.svg' },
};

const COORDINATES = { lat: 51.4779, long: -0.0015 };
const STICKER_IDS: Partial<Record<AttachmentType, number>> = {
  sticker: 144_884_865_685_780,
  like: 369_239_263_222_822,
};

/** The sample of this type, at an address that expires. */
export function attachmentOf(sim: Simulator, type: AttachmentType): Attachment {
  const { title, file } = SAMPLES[type];
  return { type, title, url: file === null ? null : mediaUrl(sim, file) };
}

/** The attachment as a webhook tells it: stickers and the thumb as since August 2026. */
export function wireAttachment(type: AttachmentType, { title, url }: Attachment): object {
  if (type === 'location') return { type, title, payload: { coordinates: COORDINATES } };
  const sticker_id = STICKER_IDS[type];
  return sticker_id === undefined ? { type, payload: { url } } : { type: 'sticker', payload: { url, sticker_id } };
}
