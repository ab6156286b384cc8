export const usage = `Usage: callscope replay FILE [--speed 20] [--url http://127.0.0.1:8000] [--as-recorded] [--json]

Plays a recorded file into a running Callscope, as if its calls happened now.

  FILE            JSON lines {"at_ms", "sdk", "phase", "headers", "body"}: at_ms is the time of the POST in
                  milliseconds since 1970, body what was posted. It is read whole into memory.
  --speed N       N times faster than recorded (default 1); "max" plays without waiting
  --url URL       where Callscope listens (default http://127.0.0.1:8000)
  --as-recorded   keep the recorded times; without it they are shifted so that the recording ends now
  --json          print the summary as one JSON object
  --help          print this

The posts of one call go one after the other, those of other calls beside them. Ctrl-C stops with a summary.
Exit code: 0 all accepted, 1 some refused or unreadable, 2 bad flags or file, 3 no Callscope there, 130 stopped.
`;
