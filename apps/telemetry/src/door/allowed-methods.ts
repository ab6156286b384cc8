import type { Request } from 'express';

/** What Express keeps of each route, as far as it is read here. */
interface RouteLayer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The methods of all routes that the path of a request leads to, in capitals; none when it leads nowhere. */
export function allowedMethods(request: Request): readonly string[] {
  const layers = request.app.router.stack as unknown as readonly RouteLayer[];
  const methods = layers
    .filter((layer) => layer.route !== undefined && layer.match(request.path))
    .flatMap(({ route }) => Object.keys(route?.methods ?? {}))
    .map((method) => method.toUpperCase());
  // Express answers HEAD wherever there is a GET.
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

/** Is the path known, but not with this method? */
export function methodsInstead(request: Request): readonly string[] | null {
  const allowed = allowedMethods(request);
  return allowed.length > 0 && !allowed.includes(request.method) ? allowed : null;
}
