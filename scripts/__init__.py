"""What `make` runs: preparing, starting and checking the site. No part of the site itself imports it."""
