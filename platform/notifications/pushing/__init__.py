"""News shown by a browser though no page of ours is open: Web Push, signed with our own key (VAPID)."""
