UPDATE document SET title = :title, status_claimed = :status_claimed, as_of = :as_of, as_of_high = :as_of_high WHERE id = :id
