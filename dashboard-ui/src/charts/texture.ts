import type { CostKey } from './cost-parts';
import type { Part } from './stages';

/** Parts that are drawn as a texture instead of a fill; the patterns are in Patterns.svelte. */
const TEXTURES: { readonly [P in Part | CostKey | 'overlap']?: string } = {
  unattributed: 'url(#p-hatch)',
  telephony: 'url(#p-lines)',
  overlap: 'url(#p-cross)',
};

export function textureOf(part: Part | CostKey | 'overlap'): string | undefined {
  return TEXTURES[part];
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}
