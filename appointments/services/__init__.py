"""What changes requests, messages and mail; a module for each kind of change, one transaction for each verb."""
