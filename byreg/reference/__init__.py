"""Tables that ship with byreg."""
