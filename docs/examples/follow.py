#!/usr/bin/env python3
"""Follows the events of a Callscope service and prints each as one line of JSON, once and in order.

    python3 follow.py http://127.0.0.1:8000 cursor.txt

The second word names the file that keeps the cursor: started again, it goes on from there. Without such a file it
begins with the oldest event that is kept. It comes back when the connection breaks or the service is restarted, and
reads anew when history was replaced. Put your own work into `handle`. Needs nothing but Python 3.9.
"""
import argparse
import http.client
import json
import os
import random
import re
import sys
import time
import urllib.error
import urllib.request

BEGINNING = "0"
SILENCE_S = 45  # The service says something every 15 s: after this long without a word the connection is dead.
LONGEST_WAIT_S = 15
FINAL = (400, 401, 403)  # Statuses at which asking again changes nothing.


def handle(event):
    """What is done with an event. The cursor is kept afterwards: a crash repeats some, and leaves none out."""
    print(json.dumps(event), flush=True)


class Reset(Exception):
    """The service cannot go on from our cursor."""


class Place:
    """Up to where we were told, and the file that remembers it."""

    def __init__(self, file):
        self.file = file
        self.after = BEGINNING  # Where the next connection begins.
        self.position = 0  # Up to here nothing is handled again.
        if os.path.exists(file):
            with open(file, encoding="utf-8", errors="replace") as kept:
                self.after = kept.read().strip()
            if not re.fullmatch(r"([0-9a-f]{8}-)?[0-9]{1,16}", self.after):
                sys.exit(f"follow: {file} holds no cursor")
            self.position = int(self.after.rpartition("-")[2])
        self.kept = self.after

    def take(self, cursor, event, data):
        """The event that a message tells; None when it was told before."""
        if event == "reset":
            # `trimmed`: the same history, of which older calls are gone. Else another one, and all of it is new.
            if data["reason"] != "trimmed":
                self.position = 0
            self.after = BEGINNING
            raise Reset(f"the service began anew ({data['reason']}), and so do we")
        position = int(cursor.rpartition("-")[2])
        if position <= self.position:
            return None
        self.after, self.position = cursor, position
        return data

    def keep(self):
        """Whenever we are killed, the file holds the old cursor or the new one, whole."""
        if self.after in (self.kept, BEGINNING):
            return
        with open(self.file + ".new", "w", encoding="utf-8") as new:
            new.write(self.after + "\n")
            new.flush()
            os.fsync(new.fileno())
        os.replace(self.file + ".new", self.file)
        self.kept = self.after


def messages(frames):
    """`(id, event, data)` of each message. Comments and `retry` have no data, and are none."""
    for frame in frames:
        lines = frame.decode("utf-8").split("\n")
        fields = dict(line.split(": ", 1) for line in lines if not line.startswith(":"))
        if "data" in fields:
            yield fields.get("id", ""), fields["event"], json.loads(fields["data"])


def connection(url, after, token):
    """The messages of one connection, as many at a time as have come."""
    headers = {"Accept": "text/event-stream", "Last-Event-ID": after}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url.rstrip("/") + "/api/v2/events", headers=headers)
    with urllib.request.urlopen(request, timeout=SILENCE_S) as response:
        rest = b""
        while True:
            piece = response.read1(65536)
            if not piece:
                raise http.client.HTTPException("the stream ended")
            *frames, rest = (rest + piece).split(b"\n\n")  # What has no empty line behind it is not whole yet.
            yield list(messages(frames))


def follow(url, place, token):
    """The events of as many connections as it takes; never ends."""
    failures = 0
    while True:
        wait_s = 0
        try:
            for told in connection(url, place.after, token):
                failures = 0
                for message in told:
                    event = place.take(*message)
                    if event is not None:
                        yield event
                place.keep()  # Whoever asks for the next one has handled these.
        except urllib.error.HTTPError as refusal:
            if refusal.code in FINAL:
                sys.exit(f"follow: the service answered {refusal.code}: {refusal.read().decode('utf-8', 'replace')}")
            why, wait_s = refusal, int(refusal.headers.get("Retry-After") or 0)
        except (OSError, http.client.HTTPException, Reset) as trouble:
            why = trouble
        # Not all at once after a restart.
        wait_s = max(wait_s, min(LONGEST_WAIT_S, 2**failures) * random.uniform(0.5, 1))
        failures = min(failures + 1, 4)
        print(f"follow: {why}; again in {wait_s:.1f} s", file=sys.stderr, flush=True)
        time.sleep(wait_s)


def main():
    parser = argparse.ArgumentParser(description="Prints the events of a Callscope service as lines of JSON.")
    parser.add_argument("url", help="where it listens, as http://127.0.0.1:8000")
    parser.add_argument("cursor_file", help="remembers the place to go on from; made when missing")
    parser.add_argument("--token-file", help="a file with a token that allows to read, where the service asks for one")
    options = parser.parse_args()
    token = None
    if options.token_file:
        with open(options.token_file, encoding="ascii") as file:
            token = file.read().strip()
    for event in follow(options.url, Place(options.cursor_file), token):
        handle(event)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
