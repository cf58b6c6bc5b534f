"""The digital guide: what the database says, set as a document to print or keep."""
