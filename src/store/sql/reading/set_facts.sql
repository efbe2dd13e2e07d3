UPDATE reading SET facts = :facts WHERE id = :id
