"""From models and a day to documents: views are plain data, templates only print them."""
