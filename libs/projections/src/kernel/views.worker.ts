import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { LogPages } from '@callscope/event-log';
import { laneOf, viewsFile } from './lanes';
import { projectionsIn, queriesIn } from './projection-folders';
import { inOrder } from './projection-order';
import { ViewsEngine } from './views-engine';
import { toldError } from './told-error';
import type { ViewsReply, ViewsRequest, ViewsThreadOptions } from './views-protocol';
import { ViewsStore } from './views-store';

type Method = (...args: unknown[]) => unknown;

/** The views thread: takes in what the log gets, and answers what is asked of the read models, one after the other. */
function serve(port: MessagePort, { folder, logId, head, lane, beside, projectionFolders }: ViewsThreadOptions): void {
  const tell = (reply: ViewsReply): void => {
    port.postMessage(reply);
  };
  const projections = inOrder(projectionFolders.flatMap(projectionsIn)).filter((each) => laneOf(each) === lane);
  const views = new ViewsStore(viewsFile(folder, lane), logId, projections, (letter) => {
    tell({ kind: 'dead-letter', letter });
  });
  for (const other of beside) views.attach(viewsFile(folder, other), other);
  const log = new LogPages(folder);
  const engine = new ViewsEngine(log, views);
  const classes = new Map(projectionFolders.flatMap(queriesIn).map((each) => [each.name, each]));
  const made = new Map<string, object>();

  const answer = (queries: string, method: string, args: unknown[]): unknown => {
    const known = made.get(queries) ?? make(queries);
    engine.flush();
    return (known as Record<string, Method>)[method]?.call(known, ...args);
  };
  const make = (queries: string): object => {
    const found = classes.get(queries);
    if (!found) throw new Error(`there are no queries called ${queries}`);
    const one = new found(views) as object;
    made.set(queries, one);
    return one;
  };

  port.on('message', (request: ViewsRequest) => {
    switch (request.kind) {
      case 'grown':
        engine.grown(request.head);
        return;
      case 'ask':
        try {
          tell({ kind: 'answer', id: request.id, value: answer(request.queries, request.method, request.args) });
        } catch (error) {
          tell({ kind: 'refusal', id: request.id, error: toldError(error) });
        }
        return;
      case 'write':
        engine.flush();
        tell({ kind: 'answer', id: request.id, value: null });
        return;
      case 'close':
        engine.stop();
        engine.flush();
        views.close();
        log.close();
        tell({ kind: 'closed' });
        port.close();
        return;
    }
  });
  tell({ kind: 'ready', position: views.position, names: views.names, deadLetters: [...views.deadLetters()] });
  engine.grown(head);
  engine.start(
    (position) => {
      tell({ kind: 'progress', position });
    },
    (error) => {
      tell({ kind: 'trouble', error: toldError(error) });
    },
  );
}

if (parentPort) serve(parentPort, workerData as ViewsThreadOptions);
