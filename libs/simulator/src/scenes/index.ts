import { bank } from './bank';
import { clinic } from './clinic';
import { deliveries } from './deliveries';
import { restaurant } from './restaurant';
import type { Scene } from './scene';

export type { Exchange, Scene, SceneTool } from './scene';

export const scenes: readonly Scene[] = [...restaurant, ...clinic, ...deliveries, ...bank];
