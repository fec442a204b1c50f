"""How well emergencies are recognised: measured on sentences that were written before the rules, apart from them."""
