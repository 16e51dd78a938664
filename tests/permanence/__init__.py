"""An archive made anew, from the same files in another order or from its curation, is the same archive."""
