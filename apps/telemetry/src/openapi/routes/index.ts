import { callRoutes } from './calls';
import { dashboardRoutes } from './dashboard';
import { hidingRoutes } from './hide-and-erase';
import { intakeRoutes } from './intake';
import type { Route } from './route';
import { serviceRoutes } from './service';
import { streamRoutes } from './streams';

/** Every route of the service. A spec compares them with those that it has. */
export const ROUTES: readonly Route[] = [
  ...intakeRoutes,
  ...callRoutes,
  ...streamRoutes,
  ...dashboardRoutes,
  ...hidingRoutes,
  ...serviceRoutes,
];
