"""Characters and ruling lines of a page → lines of text and tables: what formats of fixed layout (pdf, ofd) share."""
