-- Tools of the integrator: what their calls carry, as it stands in the log of a run.
INSERT INTO "tool_definitions" ("id", "key", "version", "name", "description", "schema") VALUES
('file.decision_log.1', 'file.decision_log', 1, 'Decision log as files',
 'Keeps a decision with its tasks as Markdown, JSON and a calendar of its dates, to be downloaded.',
 '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["key", "title"],
   "properties": {
     "key": {"type": "string", "description": "The decision''s own key: the same however often it is exported"},
     "title": {"type": "string"},
     "tasks": {"type": "integer", "minimum": 0, "description": "How many tasks go with it"},
     "formats": {"type": "array", "items": {"enum": ["md", "json", "ics"]}}}}'),
('notion.decision_log.1', 'notion.decision_log', 1, 'Decision log in Notion',
 'Makes or updates the page of a decision in the Decisions database of the organisation''s Notion; one page for each key.',
 '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["key", "title"],
   "properties": {
     "key": {"type": "string", "description": "Written to the page, and looked for before one is made"},
     "title": {"type": "string"},
     "status": {"enum": ["draft", "proposed", "accepted", "rejected", "deferred", "escalated", "superseded"]},
     "tasks": {"type": "integer", "minimum": 0, "description": "How many tasks are linked to it"}}}'),
('notion.task.1', 'notion.task', 1, 'Task in Notion',
 'Makes or updates the page of a task in the Tasks database of the organisation''s Notion, related to its decision; one page for each key.',
 '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["key", "title"],
   "properties": {
     "key": {"type": "string", "description": "Written to the page, and looked for before one is made"},
     "title": {"type": "string"},
     "status": {"enum": ["proposed", "confirmed", "done", "dropped"]},
     "owner": {"type": ["string", "null"]},
     "due": {"type": ["string", "null"], "format": "date"}}}');
