"""What the amending commands do to plans: edits and new files, held to the rules before they are written."""
