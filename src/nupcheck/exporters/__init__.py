"""One module a format: functions from a document or a result to text or bytes."""
