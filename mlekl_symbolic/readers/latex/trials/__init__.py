"""Lines as they were read, tried in small worlds, whether or not the language has terms for them."""
