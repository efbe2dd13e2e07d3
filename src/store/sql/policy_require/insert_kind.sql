INSERT INTO policy_require_kind (require, kind) VALUES (:require, :kind)
