INSERT INTO policy_require_word (require, word) VALUES (:require, :word)
