"""Changes to plan files that touch only what they must: text is spliced at marks, never dumped."""
