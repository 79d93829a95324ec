"""Characters and ruling lines of a page → lines of text and tables: for formats of fixed layout (PDF, OFD)."""
