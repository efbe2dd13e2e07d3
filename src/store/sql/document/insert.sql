INSERT INTO document (intake, is_with, title, status_claimed, as_of, as_of_high)
VALUES (:intake, :is_with, :title, :status_claimed, :as_of, :as_of_high)
