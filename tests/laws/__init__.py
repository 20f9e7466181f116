"""Laws that hold for every site, tried on random ones."""
