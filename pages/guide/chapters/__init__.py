"""The guide's chapters: each takes the material and the scope and gives sections, none when there is nothing to say."""
