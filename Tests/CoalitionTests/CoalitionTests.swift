// Coalition
