"""What people read, as data: a document knows its headings and tables, not how they are drawn."""
