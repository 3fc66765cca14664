export interface Config {
  milepost: {
    /**
     * The base URL of the Milepost service, such as http://milepost.platform:8080.
     */
    baseUrl: string;
  };
}
