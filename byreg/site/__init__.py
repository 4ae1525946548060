"""The public site: many pages from the same views that reports are made of, and open data beside them."""
