"""From files to documents: readers, the one splitter, and the pipeline that stores what they give."""
