import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';

/** What Express takes the prototypes of requests and responses from. */
type ExpressApp = Record<'request' | 'response', object> & Parameters<typeof createServer>[1];

/**
 * Express as Nest has it, but its requests and responses are Express's own from the start. Express makes them so by
 * giving each another prototype when it comes by; V8 takes such an object off its quick ways for good, and what belongs
 * to it outlives it until the next full collection. That is most of what Express costs. One that has the prototype
 * already is left as it is.
 */
export class SteadyExpressAdapter extends ExpressAdapter {
  declare protected httpServer: Server;

  override initHttpServer(): void {
    const app = this.getInstance<ExpressApp>();
    class Request extends IncomingMessage {}
    class Response extends ServerResponse {}
    app.request = Object.setPrototypeOf(Request.prototype, app.request) as object;
    app.response = Object.setPrototypeOf(Response.prototype, app.response) as object;
    this.setHttpServer(createServer({ IncomingMessage: Request, ServerResponse: Response }, app));
  }

  /** Breaks off what is still open: streams were ended before. */
  override close(): Promise<unknown> | undefined {
    this.httpServer.closeAllConnections();
    return super.close();
  }
}
