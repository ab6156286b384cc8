PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES('head','6');
INSERT INTO meta VALUES('log_id','36c90630');
INSERT INTO meta VALUES('schema_version','2');
CREATE TABLE streams (stream INTEGER PRIMARY KEY, call_id TEXT NOT NULL UNIQUE);
INSERT INTO streams VALUES(1,'a');
INSERT INTO streams VALUES(2,'b');
INSERT INTO streams VALUES(3,'c');
CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    stream INTEGER NOT NULL REFERENCES streams (stream),
    type TEXT NOT NULL,
    v INTEGER NOT NULL,
    occurred_at INTEGER,
    recorded_at INTEGER NOT NULL,
    source TEXT,
    data TEXT NOT NULL,
    has_personal INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    fingerprint BLOB
  );
INSERT INTO events VALUES(1,'a:turn:1',1,'turn.completed',1,NULL,1795372732543,NULL,'{"turn":1,"outcome":"completed"}',1,4130628812,X'4adb9b48f1c4ef881fa55335f994ee7f');
INSERT INTO events VALUES(2,'a:turn:2',1,'turn.completed',1,NULL,1795372732543,NULL,'{"turn":2,"outcome":"completed"}',1,2502968434,X'fcc145d78540e7898f41e2eb9634f395');
INSERT INTO events VALUES(3,'a:turn:3',1,'turn.completed',1,NULL,1795372732543,NULL,'{"turn":3,"outcome":"completed"}',1,3023283224,X'bb0c0aaa230d3ce2cecb5b46aa364d4d');
INSERT INTO events VALUES(4,'b:turn:1',2,'turn.completed',1,NULL,1795372732543,NULL,'{"turn":1,"outcome":"completed","latency":{"response_ms":900}}',1,1605917252,X'540f1c88433c19ece60c473354a12a34');
INSERT INTO events VALUES(5,'a:ended',1,'call.ended',1,NULL,1795372732567,NULL,'{"reason":"completed"}',1,1309833932,X'0a305ed0f6fe8e9a1b9cb962daf4e79e');
INSERT INTO events VALUES(6,'c:turn:1',3,'turn.completed',1,NULL,1795372732567,NULL,'{"turn":1,"outcome":"completed"}',2,3300164245,NULL);
CREATE TABLE private (position INTEGER PRIMARY KEY, data TEXT NOT NULL, checksum INTEGER NOT NULL);
INSERT INTO private VALUES(1,'{"user_text":"question 1"}',601075409);
INSERT INTO private VALUES(2,'{"user_text":"question 2"}',592123823);
INSERT INTO private VALUES(3,'{"user_text":"question 3"}',591167621);
INSERT INTO private VALUES(4,'{"user_text":"question 1","agent_text":"Grüße, \"Ada\""}',2380349230);
INSERT INTO private VALUES(5,'{"raw_reason":"bye"}',442866914);
CREATE TABLE gaps (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE erased (stream INTEGER PRIMARY KEY);
INSERT INTO erased VALUES(3);
CREATE INDEX events_of_call ON events (stream, position);
COMMIT;
