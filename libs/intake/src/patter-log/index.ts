/**
 * The folder in which a Patter SDK logs its calls: `<root>/calls/YYYY/MM/DD/<call>/{metadata.json,transcript.jsonl}`.
 * Here: how its files are found and read. What they mean is said where the SDK's bodies are translated, so that a turn
 * that is told by both is one event (same id, same payload); `@callscope/intake` has all of it:
 *
 *     readLogMetadata(file, folderName, receivedAt): { callId, events }  // start; costs and end once it is over
 *     readLogTurn(line, callId, receivedAt): TurnCompleted               // one line of transcript.jsonl, no line end
 *     readDeletedIds(file): string[]                                     // <root>/.deleted_call_ids.json
 *
 * All three take bytes and throw RefusedInputError (code, field). Read the metadata of a call first: its `callId` is the
 * real one, the folder's name is cut at 64 characters. A call that goes on past midnight (UTC) has a folder in each day;
 * the second has no metadata before the end.
 */
export { type FilePlace, type LineStep, MAX_LINE_BYTES, readLines, type TailLine } from './line-tail';
export { logDirHere } from './log-dir';
export { callFolders, type CallFolder, daysOf, isDayName, openInside, placeOf } from './log-tree';
