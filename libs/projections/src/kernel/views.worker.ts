import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { LogPages } from '@callscope/event-log';
import type { DeadLetter } from './dead-letters';
import { LaneEngine } from './lane-engine';
import { LaneViews } from './lane-views';
import { laneOf, viewsFile } from './lanes';
import { MadeQueries } from './made-queries';
import { projectionsIn, queriesIn } from './projection-folders';
import { inOrder } from './projection-order';
import { toldError } from './told-error';
import type { ViewsReply, ViewsRequest, ViewsThreadOptions } from './views-protocol';

/** The views thread: takes in what the log gets, and answers what is asked of the read models, one after the other. */
function serve(port: MessagePort, { folder, logId, head, lane, beside, projectionFolders }: ViewsThreadOptions): void {
  const tell = (reply: ViewsReply): void => {
    port.postMessage(reply);
  };
  const projections = inOrder(projectionFolders.flatMap(projectionsIn)).filter((each) => laneOf(each) === lane);
  const log = new LogPages(folder);
  const onDeadLetter = (letter: DeadLetter): void => {
    tell({ kind: 'dead-letter', letter });
  };
  const file = viewsFile(folder, lane);
  const views = new LaneViews({ file, logId, head, projections, onDeadLetter, baseline: () => log.baseline() });
  const attach = (other: string): void => {
    views.serving.attach(viewsFile(folder, other), other);
  };
  beside.forEach(attach);
  const made = new MadeQueries(projectionFolders.flatMap(queriesIn), views.serving);
  const { serving } = views;
  const state = { position: serving.position, names: serving.names, deadLetters: [...serving.deadLetters()] };
  tell({ kind: 'ready', ...state, rebuilding: views.rebuilding ? views.made.position : null });
  const engine = new LaneEngine(log, views, head, tell);
  /** What is asked while a file of another lane is let go; null: nothing is held back. */
  let held: Extract<ViewsRequest, { kind: 'ask' }>[] | null = null;

  const answer = ({ id, queries, method, args }: Extract<ViewsRequest, { kind: 'ask' }>): void => {
    respond(id, () => {
      const asked = made.method(queries, method);
      engine.flush();
      return asked(args);
    });
  };
  const respond = (id: number, work: () => unknown): void => {
    const began = performance.now();
    try {
      const value = work();
      tell({ kind: 'answer', id, value, ms: performance.now() - began });
    } catch (error) {
      tell({ kind: 'refusal', id, error: toldError(error) });
    }
  };

  port.on('message', (request: ViewsRequest) => {
    switch (request.kind) {
      case 'grown':
        engine.grown(request.head);
        return;
      case 'hurry':
        engine.hurry(request.head);
        return;
      case 'ask':
        if (held) held.push(request);
        else answer(request);
        return;
      case 'write':
        respond(request.id, () => {
          engine.flush();
        });
        return;
      case 'plan-trim':
        respond(request.id, () => views.made.planTrim(request.callIds, log));
        return;
      case 'trimmed':
        respond(request.id, () => {
          views.made.trimmed(request.callIds, request.version);
        });
        return;
      case 'wipe':
        respond(request.id, () => {
          engine.flush();
          views.serving.wipe();
        });
        return;
      case 'release':
        respond(request.id, () => {
          views.serving.detach(request.lane);
          held ??= [];
        });
        return;
      case 'attach': {
        respond(request.id, () => {
          attach(request.lane);
          made.over(views.serving);
        });
        const asked = held ?? [];
        held = null;
        asked.forEach(answer);
        return;
      }
      case 'swap':
        respond(request.id, () => {
          engine.swap();
          beside.forEach(attach);
          made.over(views.serving);
        });
        return;
      case 'close':
        engine.stop();
        views.close();
        log.close();
        tell({ kind: 'closed' });
        port.close();
        return;
    }
  });
}

if (parentPort) serve(parentPort, workerData as ViewsThreadOptions);
